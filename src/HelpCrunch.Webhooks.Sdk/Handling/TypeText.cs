namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The name of a type as its user wrote it: <c>CustomEvent&lt;Order&gt;</c>, where reflection says <c>CustomEvent`1</c>.</summary>
internal static class TypeText
{
    public static string Of(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : type.Name;
}
