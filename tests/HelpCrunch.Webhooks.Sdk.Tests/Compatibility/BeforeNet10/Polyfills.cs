using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests;

/// <summary>Members that .NET 10 has, under the same names, so that tests need no #if.</summary>
internal static class Net10Polyfills
{
    extension(JsonElement)
    {
        public static JsonElement Parse(string json)
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }

        public static JsonElement Parse(byte[] utf8Json)
        {
            using var document = JsonDocument.Parse(utf8Json);
            return document.RootElement.Clone();
        }
    }

    extension(JsonSerializerOptions)
    {
        public static JsonSerializerOptions Web => new(JsonSerializerDefaults.Web);

        public static JsonSerializerOptions Strict => new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    }

    extension(Convert)
    {
        public static string ToHexStringLower(byte[] bytes) => string.Concat(bytes.Select(value => value.ToString("x2", null)));
    }
}
