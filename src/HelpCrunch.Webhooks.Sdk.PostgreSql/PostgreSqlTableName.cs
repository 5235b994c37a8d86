using System.Buffers;

namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>A table name that can be written into SQL. PostgreSQL cannot take it as a parameter.</summary>
internal static class PostgreSqlTableName
{
    public const string Rule = "It must be a name, or a schema and a name separated by a dot. Each consists of ASCII letters, digits, and underscores, "
        + "and does not begin with a digit. The schema has at most 63 characters, and the name at most 52.";

    /// <summary>The longest identifier of PostgreSQL, which truncates longer ones.</summary>
    private const int LongestIdentifier = 63;

    private const string IndexSuffix = "_expires_at";

    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static bool IsValid(string? table) => table?.Split('.') switch
    {
        [var name] => IsName(name),
        [var schema, var name] => IsIdentifier(schema, LongestIdentifier) && IsName(name),
        _ => false,
    };

    /// <summary>The quoted table name, so that a name such as <c>user</c> is not a keyword.</summary>
    public static string Quote(string table) => string.Join('.', table.Split('.').Select(static part => $"\"{part}\""));

    /// <summary>The quoted name of the index. PostgreSQL creates it in the schema of the table.</summary>
    public static string QuoteIndex(string table) => $"\"{table.Split('.')[^1]}{IndexSuffix}\"";

    private static bool IsName(string text) => IsIdentifier(text, LongestIdentifier - IndexSuffix.Length);

    private static bool IsIdentifier(string text, int maxLength) =>
        text.Length > 0 && text.Length <= maxLength && !char.IsAsciiDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(Characters);
}
