using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.PostgreSql;
using HelpCrunch.Webhooks.Sdk.Redis;
using HelpCrunch.Webhooks.Sdk.Wolverine;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The pages name every public type and member of these packages in code, unless IntelliSense hides it.</summary>
public sealed partial class ApiCoverageTests
{
    private static readonly Assembly[] Packages =
    [
        typeof(WebhookEvent).Assembly,
        typeof(VerifiedWebhook).Assembly,
        typeof(PostgreSqlStoreOptions).Assembly,
        typeof(RedisStoreOptions).Assembly,
        typeof(HelpCrunchWolverineOptions).Assembly,
        typeof(HelpCrunchWebhooksOpenApiOptionsExtensions).Assembly,
        typeof(Testing.WebhookSamples).Assembly,
    ];

    private static readonly Type[] Types = [.. Packages.SelectMany(package => package.GetExportedTypes()).Where(type => !IsHidden(type))];

    private static readonly Page[] Pages =
    [
        .. Repository.Documents
            .Where(document => !document.Name.EndsWith("PACKAGE.md", StringComparison.Ordinal))
            .Select(document => new Page(document.Name, Identifiers(document))),
    ];

    [Fact]
    public void Types_AllPackages_AreDocumented()
    {
        // A class of extension methods is not written at the call site.
        var missing = Types
            .Where(type => !IsExtensionClass(type) && !Pages.Any(page => page.Identifiers.Contains(NameOf(type))))
            .Select(type => type.FullName);

        string.Join('\n', missing).Should().BeEmpty();
    }

    [Fact]
    public void Members_AllPackages_AreDocumentedWithTheirType()
    {
        var missing =
            from type in Types
            from member in MembersOf(type)
            where !Pages.Any(page => page.Identifiers.Contains(member.Name) && (IsExtensionClass(type) || NamesOf(type).Any(page.Identifiers.Contains)))
            select $"{type.FullName}.{member.Name}";

        string.Join('\n', missing).Should().BeEmpty();
    }

    [Fact]
    public void Properties_EventsAndTheirData_AreOnTheEventsPage()
    {
        var page = Pages.Single(page => page.Name == "docs/events.md").Identifiers;
        var missing =
            from type in Types
            where type.GetProperty(nameof(WebhookEvent.AdditionalProperties)) is not null
            from property in MembersOf(type).OfType<PropertyInfo>()
            where !page.Contains(NameOf(type)) || !page.Contains(property.Name)
            select $"{type.FullName}.{property.Name}";

        string.Join('\n', missing).Should().BeEmpty();
    }

    private static HashSet<string> Identifiers(MarkdownDocument document) => document.CodeSpans
        .Concat(document.Blocks.Where(block => block.IsCSharp).Select(block => block.Text))
        .SelectMany(code => Identifier().Matches(code))
        .Select(match => match.Value)
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<MemberInfo> MembersOf(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(member => !IsHidden(member) && member switch
        {
            MethodInfo method => !method.IsSpecialName && IsNewMethod(method),
            PropertyInfo property => IsNewMethod(property.GetMethod!),
            FieldInfo field => !field.IsSpecialName && type != typeof(WebhookEventTypes), // docs/events.md gives the rule for the names of its constants.
            _ => false, // A constructor has the name of its type, and nested types are in the list of types.
        });

    /// <summary>False for what the compiler generates, for an override, and for the implementation of a framework interface.</summary>
    private static bool IsNewMethod(MethodInfo method) =>
        (method.IsSpecialName || !method.IsDefined(typeof(CompilerGeneratedAttribute)))
        && method.GetBaseDefinition() == method
        && (method.DeclaringType!.IsInterface || !ImplementsFrameworkInterface(method));

    private static bool ImplementsFrameworkInterface(MethodInfo method) => method.DeclaringType!.GetInterfaces()
        .Where(type => !Packages.Contains(type.Assembly))
        .Any(type => method.DeclaringType!.GetInterfaceMap(type).TargetMethods.Contains(method));

    private static bool IsHidden(MemberInfo member) =>
        member.GetCustomAttribute<EditorBrowsableAttribute>(inherit: false)?.State == EditorBrowsableState.Never
        || (member is Type { DeclaringType: { } outer } && IsHidden(outer));

    private static bool IsExtensionClass(Type type) => type.IsDefined(typeof(ExtensionAttribute), inherit: false);

    /// <summary>A member of a base type can be shown on a derived type.</summary>
    private static IEnumerable<string> NamesOf(Type type) => Types
        .Where(other => other == type || BasesOf(other).Any(baseType => (baseType.IsGenericType ? baseType.GetGenericTypeDefinition() : baseType) == type))
        .Select(NameOf);

    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (var baseType = type.BaseType; baseType is not null; baseType = baseType.BaseType)
        {
            yield return baseType;
        }
    }

    /// <summary>The name in code, where an attribute has no suffix.</summary>
    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        return typeof(Attribute).IsAssignableFrom(type) ? name[..^nameof(Attribute).Length] : name;
    }

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifier();

    private sealed record Page(string Name, HashSet<string> Identifiers);
}
