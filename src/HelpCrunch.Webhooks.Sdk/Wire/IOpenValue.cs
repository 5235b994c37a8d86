namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A word of an open set.</summary>
internal interface IOpenValue
{
    bool IsKnown { get; }
}
