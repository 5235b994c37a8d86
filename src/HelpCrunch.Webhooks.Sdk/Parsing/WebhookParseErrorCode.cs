namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Specifies why a body is not a webhook. The names and meanings of the codes do not change between versions.</summary>
public enum WebhookParseErrorCode
{
    /// <summary>The body is not valid JSON: it is empty, truncated, nested too deeply or not UTF-8.</summary>
    InvalidJson = 0,

    /// <summary>The body is valid JSON but not an object.</summary>
    NotAnObject,

    /// <summary>The body has no string property <c>event</c>.</summary>
    MissingEventType,

    /// <summary>The body has no property <c>id</c>, or its value is neither a string nor a number.</summary>
    MissingId,

    /// <summary>
    /// The <c>eventData</c> of a documented event is not an object, or it does not have a readable id: <c>chat_id</c> for chats and messages,
    /// <c>id</c> for customers. Or the data of a custom event is absent, null, or cannot be read into your type. Or your converter threw an
    /// exception.
    /// </summary>
    InvalidEventData,
}
