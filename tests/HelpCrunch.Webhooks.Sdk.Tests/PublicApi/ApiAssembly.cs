using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

/// <summary>The SDK of one target as the compiler of a user sees it.</summary>
internal sealed class ApiAssembly
{
    private readonly CSharpCompilation _compilation;
    private readonly IAssemblySymbol _assembly;

    private ApiAssembly(string path)
    {
        var sdk = MetadataReference.CreateFromFile(path);
        _compilation = CSharpCompilation.Create(
            "Consumer",
            references: References(Path.GetFileName(path)).Append(sdk),
            options: new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                metadataImportOptions: MetadataImportOptions.All,
                nullableContextOptions: NullableContextOptions.Enable));
        _assembly = (IAssemblySymbol)_compilation.GetAssemblyOrModuleSymbol(sdk)!;
    }

    /// <summary>The SDK that these tests run with.</summary>
    public static ApiAssembly Current { get; } = new(typeof(WebhookEvent).Assembly.Location);

    /// <summary>A package's assembly for a target, as it was built along with these tests.</summary>
    public static ApiAssembly Of(string package, string target) =>
        new(Path.Combine(AppContext.BaseDirectory, "PublicApi", target, $"{package}.dll"));

    public INamespaceSymbol Namespace => _assembly.GlobalNamespace;

    /// <summary>The types, and the members that are written by hand.</summary>
    public IEnumerable<ISymbol> Members() => Types(Namespace).SelectMany(type => ApiText.MembersOf(type).Prepend(type));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => Types(inner),
        INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type => Types(type).Prepend(type),
        _ => [],
    });

    /// <summary>The assemblies of the running app, whose runtime has the facades of older targets too.</summary>
    private static IEnumerable<MetadataReference> References(string without) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) != without)
        .Select(path => MetadataReference.CreateFromFile(path));
}
