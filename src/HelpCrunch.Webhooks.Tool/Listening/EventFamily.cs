namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>The family of an event.</summary>
internal enum EventFamily
{
    /// <summary>The event type is unknown, or the body is not a webhook.</summary>
    Other = 0,

    /// <summary>A chat event.</summary>
    Chat,

    /// <summary>A customer event.</summary>
    Customer,

    /// <summary>A message event.</summary>
    Message,
}
