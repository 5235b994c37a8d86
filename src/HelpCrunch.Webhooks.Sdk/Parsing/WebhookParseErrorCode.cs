namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Why a body is no webhook. The codes are stable: their names and meanings do not change between versions.</summary>
public enum WebhookParseErrorCode
{
    /// <summary>The body is not JSON: empty, broken off, nested too deeply, or not UTF-8.</summary>
    InvalidJson = 0,

    /// <summary>The body is JSON, but not an object.</summary>
    NotAnObject,

    /// <summary>The body has no string <c>event</c>.</summary>
    MissingEventType,

    /// <summary>The body has no string <c>id</c>.</summary>
    MissingId,

    /// <summary>The body's <c>eventData</c> is not that of its event: no object, or without the id of what the event is about.</summary>
    InvalidEventData,
}
