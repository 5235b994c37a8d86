using System.Text.Json;
using System.Text.Json.Nodes;
using HelpCrunch.Webhooks.Sdk.Testing;
using HelpCrunch.Webhooks.Tool.Input;

namespace HelpCrunch.Webhooks.Tool.Sending;

/// <summary>Creates the bodies to send: of an event type, each with a new id, or of a file, as it is.</summary>
internal sealed class DeliverySource
{
    private static readonly WebhookBodyOptions Options = new() { EscapeLikePhp = true };

    private readonly byte[]? _file;
    private readonly WebhookEvent? _sample;
    private readonly IReadOnlyList<JsonAssignment> _assignments;
    private readonly TimeProvider _timeProvider;
    private SignedWebhook? _signedFile;

    private DeliverySource(string name, byte[]? file, WebhookEvent? sample, IReadOnlyList<JsonAssignment> assignments, TimeProvider timeProvider)
    {
        (Name, _file, _sample, _assignments, _timeProvider) = (name, file, sample, assignments, timeProvider);
        List<JsonAssignment> additions = [];
        var body = Assign(file ?? WriteSample(), additions.Add);
        _file = file is null ? null : body;
        Additions = additions;
    }

    public string Name { get; }

    /// <summary>The assignments whose path is not in the body. They add a property or an item, which can be a misspelling.</summary>
    public IReadOnlyList<JsonAssignment> Additions { get; }

    /// <summary>Reads the file, or creates the sample of an event type. A documented event type has priority over a file of that name.</summary>
    /// <exception cref="ToolException">The file cannot be read, or a value cannot be set in it.</exception>
    public static DeliverySource From(string name, IReadOnlyList<JsonAssignment> assignments, ToolEnvironment environment)
    {
        if (WebhookEventTypes.All.Contains(name))
        {
            return new DeliverySource(name, file: null, WebhookSamples.Create(name), assignments, environment.TimeProvider);
        }

        if (name != "-" && !Path.Exists(name))
        {
            throw new ToolException($"'{name}' is not a file or a documented event type. The event types are {string.Join(", ", WebhookEventTypes.All)}.");
        }

        return new DeliverySource(name, BodySource.From(name, environment).Read(), sample: null, assignments, environment.TimeProvider);
    }

    /// <summary>Creates a delivery. A file is signed once.</summary>
    public SignedWebhook Create(WebhookSigningKey key) => _file is null
        ? new SignedWebhook(CreateBody(), key)
        : _signedFile ??= new SignedWebhook(_file, key);

    /// <summary>Creates the event of a delivery.</summary>
    /// <exception cref="ToolException">The body is not a webhook.</exception>
    public WebhookEvent CreateEvent() => WebhookParser.Default.Parse(CreateBody()).TryGetEvent(out var webhookEvent, out var error)
        ? webhookEvent
        : throw new ToolException($"{Name}: {error.Code}: {error.Message} Without --retry, --duplicates and --forge it is sent as it is.");

    private byte[] CreateBody() => _file ?? Assign(WriteSample());

    private byte[] WriteSample()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_timeProvider.GetUtcNow().ToUnixTimeMilliseconds() / 1000 * 1000);
        return WebhookBody.Write(_sample! with { Id = Guid.NewGuid().ToString(), CreatedAt = now, LastAttemptAt = now }, Options);
    }

    private byte[] Assign(byte[] body, Action<JsonAssignment>? onAddition = null)
    {
        if (_assignments.Count == 0)
        {
            return body;
        }

        var json = ParseObject(body);
        try
        {
            foreach (var assignment in _assignments)
            {
                if (!assignment.Apply(json))
                {
                    onAddition?.Invoke(assignment);
                }
            }

            return WebhookBody.WriteObject(json, Options);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // JsonNode reads an object at its first use. The message of the exception contains the name, which can be personal data.
            throw new ToolException($"{Name}: --set cannot be used: an object has a name twice, or a name or text is not valid Unicode.{(_sample is null ? " Without --set, the file is sent as it is." : "")}");
        }
    }

    private JsonObject ParseObject(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw new ToolException($"{Name}: --set needs a JSON object.");
        }
        catch (JsonException)
        {
            throw new ToolException($"{Name}: --set needs a JSON object.");
        }
    }
}
