using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Writes JSON that was kept raw.</summary>
internal static class RawJson
{
    public static void Write(Utf8JsonWriter json, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
            return;
        }

        var raw = element.GetRawText();
        if (JsonEscapes.AreWellFormed(Encoding.UTF8.GetBytes(raw)))
        {
            element.WriteTo(json);
        }
        else
        {
            json.WriteRawValue(raw, skipInputValidation: true); // WriteTo throws where an escape is a lone surrogate, which JSON allows.
        }
    }
}
