namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Formats the name of a type as in C#: <c>CustomEvent&lt;Order&gt;</c> instead of <c>CustomEvent`1</c>.</summary>
internal static class TypeNames
{
    public static string Format(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Format))}>"
        : type.Name;
}
