namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>
/// Specifies the faults that <see cref="WebhookSimulator"/> adds to deliveries: duplicates and delays of the network, changes that
/// HelpCrunch does not document, and forgeries of attackers.
/// </summary>
[Flags]
public enum WebhookFaults
{
    /// <summary>Each event is sent once, and again only if it is not accepted.</summary>
    None = 0,

    /// <summary>
    /// An accepted delivery is sent again, as if the response was lost: with a higher <see cref="WebhookEvent.Attempts"/>, a later
    /// <see cref="WebhookEvent.LastAttemptAt"/>, and a new signature.
    /// </summary>
    Redelivery = 1,

    /// <summary>The same bytes are sent twice at the same time.</summary>
    ImmediateDuplicate = 2,

    /// <summary>The same bytes are sent again after other deliveries.</summary>
    LaterDuplicate = 4,

    /// <summary>The delivery is sent after events that come later.</summary>
    OutOfOrder = 8,

    /// <summary>
    /// Other events of the same customer are sent at the same time: <c>chat.new</c>, <c>customer.new</c>, and <c>message.chat.customer</c>.
    /// They have new ids.
    /// </summary>
    Burst = 16,

    /// <summary>A forged event is sent, signed with another key. It has a new id.</summary>
    WrongSignature = 32,

    /// <summary>A forged event is sent without a signature. It has a new id.</summary>
    MissingSignature = 64,

    /// <summary>A forged event is sent with the placeholder of HelpCrunch's documentation as its signature. It has a new id.</summary>
    PlaceholderSignature = 128,

    /// <summary>The first part of a body is sent with the signature of the whole body. The event has a new id.</summary>
    TruncatedBody = 256,

    /// <summary>The body is sent in pieces, with pauses.</summary>
    SlowBody = 512,

    /// <summary>The body is sent in chunks, without a <c>Content-Length</c>.</summary>
    ChunkedBody = 1024,

    /// <summary>An event that HelpCrunch does not document is sent as well, with a valid signature.</summary>
    UnknownEvent = 2048,

    /// <summary>A <see cref="ChatStatus"/> or another open value of the event has an unknown text. Customer events do not have open values.</summary>
    UnknownValue = 4096,

    /// <summary>The event data has an unknown property.</summary>
    UnknownProperty = 8192,

    /// <summary>A property of the event data has a JSON type that is not documented. Ids stay readable.</summary>
    ChangedType = 16384,

    /// <summary>The faults that send a delivery more than once.</summary>
    Duplicates = Redelivery | ImmediateDuplicate | LaterDuplicate,

    /// <summary>The faults that an endpoint must reject.</summary>
    Forgeries = WrongSignature | MissingSignature | PlaceholderSignature | TruncatedBody,

    /// <summary>The faults that differ from HelpCrunch's documentation. An endpoint must accept them.</summary>
    Drift = UnknownEvent | UnknownValue | UnknownProperty | ChangedType,

    /// <summary>All faults.</summary>
    All = Duplicates | OutOfOrder | Burst | Forgeries | SlowBody | ChunkedBody | Drift,
}
