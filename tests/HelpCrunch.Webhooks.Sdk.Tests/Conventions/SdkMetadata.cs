using System.Reflection;
using System.Runtime.CompilerServices;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>The public types of the SDK, and the folder of the repository.</summary>
internal static class SdkMetadata
{
    public static Assembly Assembly { get; } = typeof(WebhookEvent).Assembly;

    public static IReadOnlyList<Type> PublicTypes { get; } = Assembly.GetExportedTypes();

    public static IReadOnlyList<Type> Records { get; } = [.. PublicTypes.Where(type => type.GetMethod("<Clone>$") is not null)];

    /// <summary>The event record of each event type.</summary>
    public static IReadOnlyList<Type> DocumentedEvents { get; } =
        [.. Records.Where(type => type.IsSealed && type.IsAssignableTo(typeof(WebhookEvent)) && !type.IsGenericType && type != typeof(UnknownEvent))];

    /// <summary>The models of JSON objects: events, event data and nested records.</summary>
    public static IReadOnlyList<Type> Models { get; } =
        [.. Records.Where(type => type.IsAssignableTo(typeof(WebhookEvent)) || DocumentedFields.Of.ContainsKey(type))];

    public static IReadOnlyList<Type> OpenValues { get; } =
        [typeof(ChatStatus), typeof(ChatRating), typeof(ChatClosedBy), typeof(AgentRole), typeof(BroadcastType)];

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(
        typeof(SdkMetadata).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!,
        "..",
        ".."));

    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    public static bool IsRequired(PropertyInfo property) => IsMarked<RequiredMemberAttribute>(property);

    /// <summary>Compares the name of the attribute, because each assembly has its own copy on targets that lack it.</summary>
    public static bool IsMarked<TAttribute>(MemberInfo member) => member.CustomAttributes.Any(mark => mark.AttributeType.FullName == typeof(TAttribute).FullName);

    /// <summary><c>chat.status_updated</c> becomes <c>ChatStatusUpdated</c>, <c>userId</c> <c>UserId</c>.</summary>
    public static string Pascal(string wireName) =>
        string.Concat(wireName.Split('.', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
