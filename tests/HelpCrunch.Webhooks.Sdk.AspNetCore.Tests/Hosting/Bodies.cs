namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Short bodies in the format of HelpCrunch.</summary>
internal static class Bodies
{
    public const string Id = "252041ed-62a7-4303-81f9-842ec6e8d18f";

    public static string ChatRated(string id = Id, int attempts = 0) => $$$"""
        {"event":"chat.rated","eventData":{"chat_id":743,"rating":"poor","customer":{"id":12,"name":"A. Customer","email":"customer@example.com","userId":null}},"attempts":{{{attempts}}},"lastAttemptAt":1785585595,"createdAt":1785585590,"id":"{{{id}}}"}
        """;

    public static string Unknown(string id = Id) => $$$"""
        {"event":"chat.teleported","eventData":{"to":"the moon"},"attempts":0,"lastAttemptAt":1785585595,"createdAt":1785585590,"id":"{{{id}}}"}
        """;

    /// <summary>A webhook of exactly this many bytes.</summary>
    public static string OfLength(int length)
    {
        var empty = """{"event":"chat.rated","eventData":{"chat_id":743,"note":""},"id":"long"}""";
        return empty.Replace("\"note\":\"", "\"note\":\"" + new string('x', length - empty.Length), StringComparison.Ordinal);
    }
}
