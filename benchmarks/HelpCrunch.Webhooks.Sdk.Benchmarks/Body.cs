using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

/// <summary>The bytes of a webhook, compact as HelpCrunch sends them.</summary>
public sealed class Body
{
    private readonly string _name;

    private Body(string name, JsonNode json) => (_name, Bytes) = (name, Encoding.UTF8.GetBytes(json.ToJsonString()));

    /// <summary>The chat event that HelpCrunch documents.</summary>
    public static Body Documented => new("documented", Example());

    public byte[] Bytes { get; }

    /// <summary>The same event with unknown properties of all JSON types in its data, of about the given size.</summary>
    public static Body WithUnknown(int bytes)
    {
        var json = Example();
        var data = json["eventData"]!.AsObject();
        for (var (index, size) = (0, 0); size < bytes; index++)
        {
            JsonNode value = (index % 4) switch
            {
                0 => "a text of some length, as a person would write it",
                1 => 1607542030.713m,
                2 => new JsonObject { ["id"] = index, ["name"] = "Sales", ["open"] = true },
                _ => new JsonArray(743, 42, "forty-two"),
            };
            var name = $"unknown{index}";
            size += name.Length + value.ToJsonString().Length + 4; // The quotes, the colon and the comma.
            data[name] = value;
        }

        return new Body($"{bytes / 1024} KB unknown", json);
    }

    public override string ToString() => _name;

    private static JsonNode Example()
    {
        using var example = typeof(Body).Assembly.GetManifestResourceStream("chat.snoozed.json")!;
        return JsonNode.Parse(example)!;
    }
}
