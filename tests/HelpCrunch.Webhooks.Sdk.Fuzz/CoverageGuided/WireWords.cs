using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>The names and values of the wire: the event types, the known values, and the property names of the payload files.</summary>
internal static class WireWords
{
    /// <summary>afl-fuzz rejects longer words.</summary>
    private const int MaxLength = 32;

    public static IReadOnlyList<string> All { get; } =
    [
        .. WebhookEventTypes.All
            .Concat(KnownValues())
            .Select(value => $"\"{value}\"")
            .Concat(PropertyNames())
            .Where(word => word.Length <= MaxLength)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The constants of the nested <c>Values</c> types, such as <see cref="ChatStatus.Values"/>.</summary>
    private static IEnumerable<string> KnownValues() =>
        from type in typeof(WebhookEvent).Assembly.GetExportedTypes()
        where type.IsNested && type.Name == nameof(ChatStatus.Values)
        from field in type.GetFields()
        select (string)field.GetRawConstantValue()!;

    private static IEnumerable<string> PropertyNames() =>
        from body in Corpus.Files()
        from name in JsonPlaces.Of(body).Names
        select Encoding.UTF8.GetString(body[name]);
}
