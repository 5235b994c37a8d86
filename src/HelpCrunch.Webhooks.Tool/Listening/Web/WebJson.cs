using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>How the page gets its data: camel case, and enums as text. The default encoder escapes what HTML gives a meaning.</summary>
internal static class WebJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 256,
    };
}
