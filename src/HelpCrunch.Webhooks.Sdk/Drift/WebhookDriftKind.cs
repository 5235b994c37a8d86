namespace HelpCrunch.Webhooks.Sdk;

/// <summary>In what way a webhook differs from what this version of the SDK knows.</summary>
public enum WebhookDriftKind
{
    /// <summary>The event's type is not known.</summary>
    UnknownEvent = 0,

    /// <summary>A property is not modelled.</summary>
    UnknownProperty,

    /// <summary>The value of a documented property could not be read as documented, or not wholly.</summary>
    UnreadableValue,

    /// <summary>A word of an open value, such as <see cref="ChatStatus"/>, is not known.</summary>
    UnknownValue,
}
