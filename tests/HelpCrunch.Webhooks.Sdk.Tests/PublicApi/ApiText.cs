using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

/// <summary>
/// The public API as C# to be read, in a fixed order. What the compiler makes by itself is left out, the equality and the copying
/// of records above all; the word <c>record</c> says it.
/// </summary>
internal static class ApiText
{
    private static readonly SymbolDisplayFormat Names = Format(SymbolDisplayTypeQualificationStyle.NameAndContainingTypes);
    private static readonly SymbolDisplayFormat Bare = Names.WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters);
    private static readonly SymbolDisplayFormat NameOnly = Format(SymbolDisplayTypeQualificationStyle.NameOnly);

    /// <summary>Attributes that tell the compiler what this text says in C#, or the trimmer what is no user's business.</summary>
    private static readonly HashSet<string> Unsaid =
    [
        "AsyncStateMachineAttribute", "CompilerFeatureRequiredAttribute", "CompilerGeneratedAttribute", "DebuggerBrowsableAttribute", "DebuggerStepThroughAttribute", "DefaultMemberAttribute",
        "ExtensionAttribute", "IsReadOnlyAttribute", "NullableAttribute", "NullableContextAttribute", "ParamArrayAttribute", "ParamCollectionAttribute",
        "DynamicDependencyAttribute", "UnconditionalSuppressMessageAttribute", "RequiredMemberAttribute", "ScopedRefAttribute", "SetsRequiredMembersAttribute", "ObsoleteAttribute",
    ];

    public static string Of(INamespaceSymbol root)
    {
        var text = new StringBuilder();
        foreach (var space in Namespaces(root).OrderBy(space => space.ToDisplayString(), StringComparer.Ordinal))
        {
            var types = Public(space.GetTypeMembers());
            if (types.Count > 0)
            {
                text.Append("namespace ").Append(space.ToDisplayString()).Append("\n{\n");
                text.AppendJoin('\n', types.Select(type => Type(type, "    ")));
                text.Append("}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The members of a type that are in reach of other assemblies, and not made by the compiler.</summary>
    public static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) => type.GetMembers()
        .Where(member => member is not ITypeSymbol && IsInReach(member) && !IsMadeByTheCompiler(member))
        .OrderBy(member => member.IsStatic ? 0 : 1)
        .ThenBy(member => member.Kind switch { SymbolKind.Field => 0, SymbolKind.Method when member.Name == ".ctor" => 1, SymbolKind.Property => 2, _ => 3 })
        .ThenBy(member => type.TypeKind == TypeKind.Enum ? "" : $"{member.Name} {member.ToDisplayString(Names)}", StringComparer.Ordinal);

    private static string Type(INamedTypeSymbol type, string indent)
    {
        var text = new StringBuilder();
        AppendAttributes(text, type, indent);
        text.Append(indent).Append(Head(type)).Append('\n').Append(indent).Append("{\n");
        foreach (var member in MembersOf(type))
        {
            AppendAttributes(text, member, indent + "    ");
            text.Append(indent).Append("    ").Append(Member(member)).Append('\n');
        }

        foreach (var nested in Public(type.GetTypeMembers()))
        {
            text.Append('\n').Append(Type(nested, indent + "    "));
        }

        return text.Append(indent).Append("}\n").ToString();
    }

    private static string Head(INamedTypeSymbol type)
    {
        var isClass = type.TypeKind == TypeKind.Class;
        var isRecord = IsRecord(type);
        string?[] words =
        [
            "public",
            isClass && type.IsStatic ? "static" : isClass && type.IsAbstract ? "abstract" : isClass && type.IsSealed ? "sealed" : null,
            type.IsReadOnly ? "readonly" : null,
            isRecord ? "record" : null,
            type.TypeKind switch { TypeKind.Struct => "struct", TypeKind.Enum => "enum", TypeKind.Interface => "interface", _ => isRecord ? null : "class" },
            type.ToDisplayString(NameOnly),
        ];
        var head = string.Join(' ', words.Where(word => word is not null));
        var (name, constraints) = head.Split(" where ", 2) is [var before, var after] ? (before, " where " + after) : (head, "");
        var bases = Bases(type).Select(symbol => symbol.ToDisplayString(Bare)).ToList();
        return name + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases)) + constraints;
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        var bases = type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } parent } ? [parent] : Enumerable.Empty<INamedTypeSymbol>();
        return bases.Concat(type.Interfaces.Where(face => face.DeclaredAccessibility == Accessibility.Public && !IsEqualityOfARecord(face, type)).OrderBy(face => face.ToDisplayString(Names), StringComparer.Ordinal));
    }

    private static bool IsRecord(INamedTypeSymbol type) => type.IsRecord || (type.IsValueType && type.GetMembers("PrintMembers").Length > 0);

    private static bool IsEqualityOfARecord(INamedTypeSymbol face, INamedTypeSymbol type) => IsRecord(type) && face.Name == "IEquatable";

    private static string Member(ISymbol member) => member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } field
        ? $"{field.Name} = {field.ConstantValue},"
        : member.ToDisplayString(Names) + (member is IPropertySymbol ? "" : ";");

    private static void AppendAttributes(StringBuilder text, ISymbol symbol, string indent)
    {
        var attributes = symbol.GetAttributes()
            .Where(attribute => attribute.AttributeClass is { } type && !Unsaid.Contains(type.Name))
            .Select(Attribute)
            .Order(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            text.Append(indent).Append('[').Append(attribute).Append("]\n");
        }
    }

    private static string Attribute(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        var arguments = attribute.ConstructorArguments.Select(Argument).Concat(attribute.NamedArguments.Select(named => $"{named.Key} = {Argument(named.Value)}")).ToList();
        return name[..^"Attribute".Length] + (arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})");
    }

    private static string Argument(TypedConstant argument) => argument.Kind switch
    {
        TypedConstantKind.Type => $"typeof({((ITypeSymbol)argument.Value!).ToDisplayString(Bare)})",
        TypedConstantKind.Enum => argument.ToCSharpString().Replace(argument.Type!.ContainingNamespace.ToDisplayString() + ".", "", StringComparison.Ordinal),
        _ => argument.ToCSharpString(),
    };

    private static bool IsInReach(ISymbol member) => member.DeclaredAccessibility == Accessibility.Public
        || (!member.ContainingType.IsSealed && member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal);

    private static bool IsMadeByTheCompiler(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet } => true,
        IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { IsValueType: true }, Parameters.IsEmpty: true } => true,
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: [var only] } constructor when constructor.ContainingType.IsRecord =>
            SymbolEqualityComparer.Default.Equals(only.Type, constructor.ContainingType),
        IMethodSymbol { Name: "Deconstruct" } => false, // Made, but called by name.
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } field => field.ConstantValue is null,
        IPropertySymbol { Name: "EqualityContract" } => true,
        _ => member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute"),
    };

    private static SymbolDisplayFormat Format(SymbolDisplayTypeQualificationStyle style) => new(
        typeQualificationStyle: style,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static List<INamedTypeSymbol> Public(IEnumerable<INamedTypeSymbol> types) =>
        [.. types.Where(type => type.DeclaredAccessibility == Accessibility.Public).OrderBy(type => type.MetadataName, StringComparer.Ordinal)];

    private static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol root) => root.GetNamespaceMembers().SelectMany(Namespaces).Prepend(root);
}
