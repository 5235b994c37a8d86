using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>The public types of the SDK and their declared members, as the compiler of a user reads them.</summary>
internal static class PublicSymbols
{
    public static IReadOnlyList<ISymbol> All { get; } = [.. Types(SdkAssembly().GlobalNamespace).SelectMany(type => MembersOf(type).Prepend(type))];

    private static IAssemblySymbol SdkAssembly()
    {
        var sdk = MetadataReference.CreateFromFile(typeof(WebhookEvent).Assembly.Location);
        var compilation = CSharpCompilation.Create(
            "Consumer",
            references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) != Path.GetFileName(sdk.FilePath))
                .Select(path => MetadataReference.CreateFromFile(path))
                .Append(sdk));
        return (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(sdk)!;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => Types(inner),
        INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type => Types(type).Prepend(type),
        _ => [],
    });

    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        member is not ITypeSymbol && !member.IsImplicitlyDeclared && IsVisible(member) && !IsCompilerGenerated(member));

    private static bool IsVisible(ISymbol member) => member.DeclaredAccessibility == Accessibility.Public
        || (!member.ContainingType.IsSealed && member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal);

    /// <summary>Includes the default, copy and primary constructors that the compiler generates.</summary>
    private static bool IsCompilerGenerated(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet } => true,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.Parameters.IsEmpty || IsCopy(constructor) || IsPrimary(constructor),
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, HasConstantValue: false } or IPropertySymbol { Name: "EqualityContract" } => true,
        _ => member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute"),
    };

    private static bool IsCopy(IMethodSymbol constructor) => SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.ContainingType.GetMembers("Deconstruct").OfType<IMethodSymbol>().Any(method => method.Parameters.Length == constructor.Parameters.Length);
}
