namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Newtonsoft.Json writes a JsonElement without its value, and without an error. It calls serialization callbacks; System.Text.Json does
/// not. So the callbacks of types that contain a JsonElement throw.
/// </summary>
internal static class UnsupportedSerializer
{
    public static NotSupportedException CreateException() => new(
        "This serializer would lose data of HelpCrunch webhooks, because it does not know System.Text.Json's JsonElement. Use System.Text.Json.JsonSerializer. With Newtonsoft.Json, add the converter of docs/extending.md to its settings.");
}
