using System.Reflection;
using System.Runtime.CompilerServices;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>The SDK as its users see it, and the folder it is built in.</summary>
internal static class SdkMetadata
{
    public static Assembly Assembly { get; } = typeof(WebhookEvent).Assembly;

    public static IReadOnlyList<Type> PublicTypes { get; } = Assembly.GetExportedTypes();

    public static IReadOnlyList<Type> Records { get; } = [.. PublicTypes.Where(type => type.GetMethod("<Clone>$") is not null)];

    /// <summary>Every event of one string.</summary>
    public static IReadOnlyList<Type> DocumentedEvents { get; } =
        [.. Records.Where(type => type.IsSealed && type.IsAssignableTo(typeof(WebhookEvent)) && !type.IsGenericType && type != typeof(UnknownEvent))];

    /// <summary>What stands for an object of the wire: events, their data and what that holds.</summary>
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

    /// <summary>By the name of the mark: what a target has not in the box, each assembly has for itself.</summary>
    public static bool IsMarked<TAttribute>(MemberInfo member) => member.CustomAttributes.Any(mark => mark.AttributeType.FullName == typeof(TAttribute).FullName);

    /// <summary><c>chat.status_updated</c> becomes <c>ChatStatusUpdated</c>, <c>userId</c> <c>UserId</c>.</summary>
    public static string Pascal(string wireName) =>
        string.Concat(wireName.Split('.', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
