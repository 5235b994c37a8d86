namespace HelpCrunch.Webhooks.Sdk;

/// <summary>How a webhook differs from what this version of the SDK knows.</summary>
public enum WebhookDriftKind
{
    /// <summary>The event type is not known.</summary>
    UnknownEvent = 0,

    /// <summary>A property is not modelled.</summary>
    UnknownProperty,

    /// <summary>The value of a documented property could not be read as documented, or only in part.</summary>
    UnreadableValue,

    /// <summary>The text of an open value, such as <see cref="ChatStatus"/>, is not known.</summary>
    UnknownValue,
}
