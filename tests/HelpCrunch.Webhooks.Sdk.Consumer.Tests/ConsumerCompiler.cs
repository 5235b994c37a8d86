using HelpCrunch.Webhooks.Sdk;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Consumer.Tests;

/// <summary>Compiles code of a consumer with references to the SDK and the runtime.</summary>
internal static class ConsumerCompiler
{
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Mine",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The codes of the errors of a source, each once.</summary>
    public static IEnumerable<string> ErrorsOf(string source) => Empty
        .AddSyntaxTrees(CSharpSyntaxTree.ParseText($"using {typeof(WebhookEvent).Namespace};\n{source}"))
        .GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(diagnostic => diagnostic.Id)
        .Distinct();

    /// <summary>The C# name of a type, with <c>string</c> for its type parameters.</summary>
    public static string NameOf(Type type) =>
        "global::" + type.FullName!.Split('`')[0].Replace('+', '.') + (type.IsGenericTypeDefinition ? $"<{string.Join(", ", type.GetGenericArguments().Select(_ => "string"))}>" : "");
}
