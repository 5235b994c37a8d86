namespace HelpCrunch.Webhooks.Sdk;

/// <summary>An id that may come plain, or in an object, which is then kept for what else it holds.</summary>
internal struct WireId
{
    public long? Plain;

    public long? OfObject;

    /// <summary>The byte at which the plain one starts.</summary>
    public int Start;
}
