namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Specifies how a webhook differs from the model of this version of the SDK.</summary>
public enum WebhookDriftKind
{
    /// <summary>The event type is unknown.</summary>
    UnknownEvent = 0,

    /// <summary>The model does not have the property.</summary>
    UnknownProperty,

    /// <summary>The value of a documented property could not be read, or only a part of it could be read. Also an <c>id</c> of the envelope that is a number.</summary>
    UnreadableValue,

    /// <summary>An open value, such as <see cref="ChatStatus"/>, has an unknown text.</summary>
    UnknownValue,
}
