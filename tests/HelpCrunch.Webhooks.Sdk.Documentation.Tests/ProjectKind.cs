namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The kind of project that a reader puts a block into. Each is a project in the folder <c>Projects</c>.</summary>
internal enum ProjectKind
{
    ConsoleApp,
    WebApp,
    OpenApiApp,
    WorkerApp,
    XunitTests,
    FunctionsApp,
    NetFrameworkApp,
    InboxApp,
}
