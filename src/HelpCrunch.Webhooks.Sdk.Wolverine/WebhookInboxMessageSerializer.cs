using Wolverine;
using Wolverine.Runtime.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>
/// Reads and writes deliveries in the storage of Wolverine, also in apps that set another JSON serializer, such as Newtonsoft.Json. It has
/// its own content type, because Wolverine finds the serializer of a stored message by it.
/// </summary>
internal sealed class WebhookInboxMessageSerializer : IMessageSerializer
{
    private WebhookInboxMessageSerializer()
    {
    }

    public static WebhookInboxMessageSerializer Instance { get; } = new();

    public string ContentType => "application/vnd.helpcrunch.webhook+json";

    /// <summary>Replaces the JSON serializer of the app. Others remain: the app may encrypt its messages.</summary>
    public static void Use(Envelope envelope)
    {
        if (envelope.ContentType == EnvelopeConstants.JsonContentType)
        {
            envelope.Serializer = Instance;
            envelope.ContentType = Instance.ContentType;
        }
    }

    public byte[] Write(Envelope envelope) => WriteMessage(envelope.Message!);

    public byte[] WriteMessage(object message) => ((WebhookInboxMessage)message).ToUtf8Json().ToArray();

    public object ReadFromData(Type messageType, Envelope envelope) => ReadFromData(envelope.Data!);

    public object ReadFromData(byte[] data) => WebhookInboxMessage.Parse(data);
}
