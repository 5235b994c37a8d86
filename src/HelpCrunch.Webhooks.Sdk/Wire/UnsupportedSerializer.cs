namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Rejects serializers that lose data. Newtonsoft.Json writes a JsonElement without its value, and without an error. It calls serialization
/// callbacks, and System.Text.Json does not, so the callbacks of types that contain a JsonElement throw.
/// </summary>
internal static class UnsupportedSerializer
{
    public static NotSupportedException CreateException() => new(
        "This serializer would lose data of HelpCrunch webhooks, because it does not support JsonElement of System.Text.Json. Use System.Text.Json.JsonSerializer. With Newtonsoft.Json, add the converter from docs/extending.md to its settings.");
}
