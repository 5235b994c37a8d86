using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Equality of event data: a type's own, but by content for raw JSON, whose own is by document.</summary>
internal static class DataEquality<TData>
{
    public static IEqualityComparer<TData> Comparer { get; } =
        typeof(TData) == typeof(JsonElement)
            ? (IEqualityComparer<TData>)(object)JsonElementEquality.Comparer
            : EqualityComparer<TData>.Default;
}
