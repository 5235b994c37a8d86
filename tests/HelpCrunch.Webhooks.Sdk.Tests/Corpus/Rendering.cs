using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Tests.Corpus;

/// <summary>The result for a body as text: every public member of the event, or of the error.</summary>
internal static class Rendering
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(WebhookParseResult result)
    {
        var text = new StringBuilder();
        result.Match<object>(
            webhookEvent => Write(text, 0, "", webhookEvent).Append("Written: ").AppendLine(JsonSerializer.Serialize(webhookEvent)),
            error => Write(text, 0, "", error));
        return text.ToString();
    }

    public static string Of(object value) => value is WebhookParseResult result ? Of(result) : Write(new StringBuilder(), 0, "", value).ToString();

    private static StringBuilder Write(StringBuilder text, int depth, string label, object? value)
    {
        text.Append(' ', depth * 2).Append(label);
        switch (value)
        {
            case null:
                return text.AppendLine("null");
            case string content:
                return text.AppendLine(Quote(content));
            case DateTimeOffset time:
                return text.AppendLine(time.ToString("O", CultureInfo.InvariantCulture));
            case JsonElement json:
                return text.AppendLine(json.GetRawText());
            case IReadOnlyDictionary<string, JsonElement> map:
                text.AppendLine(map.Count == 0 ? "{}" : "");
                foreach (var entry in map)
                {
                    Write(text, depth + 1, $"{Quote(entry.Key)}: ", entry.Value);
                }

                return text;
            case IEnumerable list:
                return text.Append('[').AppendJoin(", ", list.Cast<object>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture))).AppendLine("]");
        }

        var type = value.GetType();
        if (type.IsPrimitive || type.IsEnum)
        {
            return text.AppendLine(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        if (type.GetProperty("IsKnown") is { } isKnown)
        {
            return text.Append(Quote(value.ToString()!)).AppendLine(isKnown.GetValue(value) is true ? "" : " (unknown)");
        }

        text.AppendLine(type.Name);

        // Ordered by name, because the order of reflection is not defined, and a member can move to a base type without an effect on users.
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(property => property.Name is nameof(WebhookEvent.AdditionalProperties))
            .ThenBy(property => property.Name, StringComparer.Ordinal))
        {
            Write(text, depth + 1, $"{property.Name}: ", property.GetValue(value));
        }

        return text;
    }

    // Escaped as in JSON, so that control characters are visible.
    private static string Quote(string value) => JsonSerializer.Serialize(value, Readable);
}
