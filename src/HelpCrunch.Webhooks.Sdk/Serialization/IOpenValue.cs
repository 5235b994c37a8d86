namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>A word of an open set.</summary>
internal interface IOpenValue
{
    bool IsKnown { get; }
}
