namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>An id that may come plain, or in an object, which is then kept for what else it holds.</summary>
internal struct WireId
{
    /// <summary>Null when there is no id that can be read.</summary>
    public long? Value;

    public bool IsPlain;

    public readonly long? Plain => IsPlain ? Value : null;
}
