using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HelpCrunch.Webhooks.Tool.Redaction;

namespace HelpCrunch.Webhooks.Tool.Tests.Redaction;

public sealed class RedactorProperties
{
    [Property(MaxTest = 300)]
    public FsCheck.Property Redact_MarkedBody_HasNoMark() => Prop.ForAll(MarkedBody.Generator.ToArbitrary(), marked =>
    {
        var texts = TextsOf(new Redactor().Redact(marked.Body));

        marked.Marks.Where(mark => texts.Contains(mark, StringComparison.OrdinalIgnoreCase)).Should().BeEmpty();
    });

    [Property(MaxTest = 300)]
    public FsCheck.Property Redact_MarkedBody_IsReadLikeOriginal() => Prop.ForAll(MarkedBody.Generator.ToArbitrary(), marked =>
    {
        var redacted = new Redactor().Redact(marked.Body);

        redacted.Should().HaveSameCount(marked.Body);
        StructureOf(redacted).Should().Equal(StructureOf(marked.Body));
        ReadingComparison.AreAlike(marked.Body, redacted).Should().BeTrue();
    });

    private static string TextsOf(byte[] body)
    {
        var texts = new StringBuilder();
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
            texts.Append(json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? json.GetString() : Encoding.UTF8.GetString(json.ValueSpan)).Append('\n');
        }

        return texts.ToString();
    }

    private static List<(JsonTokenType Type, long Position, bool IsEscaped)> StructureOf(byte[] body)
    {
        var tokens = new List<(JsonTokenType, long, bool)>();
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
            tokens.Add((json.TokenType, json.TokenStartIndex, json.ValueIsEscaped));
        }

        return tokens;
    }
}
