namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>Errors in blocks are found, and the message names the line.</summary>
public sealed class BlockRunTests
{
    [Fact]
    public void FindError_CorrectBlock_ReturnsNull()
    {
        FindError("""
            ```csharp
            Console.WriteLine("one");
            Console.WriteLine("two");
            ```
            <!-- test: output -->
            ```text
            one
            two
            ```
            """).Should().BeNull();
    }

    [Fact]
    public void FindError_BlockDoesNotCompile_NamesTheLineOfTheDocument()
    {
        FindError("""
            # Heading

            ```csharp
            using System.Text;

            Console.WriteLine(missing);
            ```
            """).Should().Be(
            "In a ConsoleApp for net10.0, the block does not compile without errors and warnings: page.md(6,19): error CS0103: The name 'missing' does not exist in the current context");
    }

    [Fact]
    public void FindError_BlockWithAWarning_ReturnsTheWarning()
    {
        FindError("""
            ```csharp
            string text = null;
            Console.WriteLine(text);
            ```
            """).Should().Contain("page.md(2,15): warning CS8600");
    }

    [Fact]
    public void FindError_BlockThrows_ReturnsTheException()
    {
        FindError("""
            ```csharp
            throw new InvalidOperationException("No.");
            ```
            """).Should().StartWith("The block should throw nothing, but: System.InvalidOperationException: No.");
    }

    [Fact]
    public void FindError_BlockDoesNotThrowAsExpected_ReturnsTheMissingException()
    {
        FindError("""
            <!-- test: throws=FormatException -->
            ```csharp
            Console.WriteLine("well");
            ```
            """).Should().Be("The block should throw FormatException, but: it threw nothing");
    }

    [Fact]
    public void FindError_BlockWritesAnotherOutput_ReturnsBothOutputs()
    {
        FindError("""
            ```csharp
            await Task.Yield();
            Console.WriteLine("two");
            ```
            <!-- test: output -->
            ```text
            one
            ```
            """)!.ReplaceLineEndings("\n").Should().Be("The block should write\none\nbut wrote\ntwo");
    }

    [Fact]
    public void FindError_BlockCompilesUnexpectedly_ReturnsTheMissingError()
    {
        FindError("""
            <!-- test: does-not-compile=CS0103 -->
            ```csharp
            Console.WriteLine("well");
            ```
            """).Should().Be("In a ConsoleApp for net10.0, the block should fail to compile only with CS0103, but: it compiles");
    }

    [Fact]
    public void FindError_BlockHasAnotherCompilerError_ReturnsBothErrors()
    {
        FindError("""
            <!-- test: does-not-compile=CS0103 -->
            ```csharp
            int number = "text";
            ```
            """).Should().Contain("only with CS0103, but: page.md(3,14): error CS0029");
    }

    [Fact]
    public void FindError_BlockContinuesAnother_UsesItsTypes()
    {
        FindError("""
            ```csharp
            public sealed record Pair(int Left, int Right);
            ```
            <!-- test: continues -->
            ```csharp
            Console.WriteLine(new Pair(1, 2));
            ```
            <!-- test: output -->
            ```text
            Pair { Left = 1, Right = 2 }
            ```
            """).Should().BeNull();
    }

    [Fact]
    public void FindError_BlockThrowsAnotherMessage_ReturnsBothMessages()
    {
        FindError("""
            <!-- test: throws=InvalidOperationException: Yes. -->
            ```csharp
            throw new InvalidOperationException("No.");
            ```
            """).Should().StartWith("The block should throw InvalidOperationException: Yes., but: System.InvalidOperationException: No.");
    }

    [Fact]
    public void FindError_BlockNeedsANewerLanguageThanNet8_NamesTheProject()
    {
        FindError("""
            ```csharp
            Print(1, 2);

            static void Print(params IEnumerable<int> numbers) => Console.WriteLine(numbers.Count());
            ```
            """).Should().StartWith("In a ConsoleApp for net8.0, the block does not compile without errors and warnings: page.md(4,19): error CS9202:");
    }

    [Fact]
    public void FindError_BlockLacksAUsingOfItsPrelude_ReturnsTheError()
    {
        FindError("""
            <!-- test: web; prelude=web-app; posts=chat.rated -->
            ```csharp
            WebhookParser.Default.Parse("{}");
            ```
            """).Should().Contain("page.md(3,1): error CS0103: The name 'WebhookParser' does not exist");
    }

    [Theory]
    [InlineData("", "WebApplication.CreateBuilder(args);", "CS0103")]
    [InlineData("worker", "WebApplication.CreateBuilder(args);", "CS0103")]
    [InlineData("functions", "Results.Ok();", "CS0103")]
    [InlineData("", "new Microsoft.Extensions.DependencyInjection.ServiceCollection().BuildServiceProvider();", "CS1061")]
    public void FindError_BlockOfAnotherProject_ReturnsTheError(string project, string statement, string error)
    {
        FindError($"""
            <!-- test: {project} -->
            ```csharp
            {statement}
            ```
            """).Should().Contain($"error {error}");
    }

    [Fact]
    public void FindError_BlockForDotNetFramework_UsesItsLanguageVersion()
    {
        FindError("""
            <!-- test: net-framework -->
            ```csharp
            public static class Answer
            {
                public static string Of(int number) => number switch { 1 => "one", _ => "many" };
            }
            ```
            """).Should().StartWith("In a NetFrameworkApp for net472, the block does not compile without errors and warnings: page.md(5,51): error CS8370:");
    }

    [Fact]
    public void FindError_BlockWithAFailingTest_ReturnsTheFailure()
    {
        FindError("""
            <!-- test: xunit -->
            ```csharp
            public sealed class SumTests
            {
                [Fact]
                public void Add_TwoNumbers_ReturnsTheSum() => Assert.Equal(3, 1 + 2);

                [Fact]
                public async Task Add_ThreeNumbers_ReturnsTheSum()
                {
                    await Task.Yield();
                    Assert.Equal(7, 1 + 2 + 3);
                }
            }
            ```
            """).Should().StartWith("The block should throw nothing, but: Xunit.Sdk.EqualException");
    }

    [Theory]
    [InlineData("chat.linked", "/webhooks/helpcrunch", null)]
    [InlineData("chat.rated", "/webhooks/helpcrunch", "The handler UnknownEvent function did not run.")] // The handler of the page did not run.
    [InlineData("chat.linked", "/elsewhere", "/webhooks/helpcrunch answered 404, not 200.")]
    public void FindError_WebApp_ReturnsTheErrorOfThePosts(string body, string path, string? error)
    {
        var found = FindError($$"""
            <!-- test: web; prelude=web-app; posts={{body}} -->
            ```csharp
            using HelpCrunch.Webhooks.Sdk;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch"))
                .AddHandler<UnknownEvent>((unknown, cancellationToken) => Task.CompletedTask);
            var app = builder.Build();
            app.MapHelpCrunchWebhooks("{{path}}");
            app.Run();
            ```
            """);

        if (error is null)
        {
            found.Should().BeNull();
        }
        else
        {
            found.Should().Contain(error);
        }
    }

    [Theory]
    [InlineData("<!-- test: prelud=x -->\n```csharp\n```")] // A misspelled directive would disable a test.
    [InlineData("<!-- test: continues -->\ntext\n```csharp\n```")] // There is text between the directive and the block.
    [InlineData("<!-- test: output -->\n```text\n```")] // There is no C# block before it.
    [InlineData("<!-- test: continues -->\n```csharp\n```")] // There is no C# block to continue.
    [InlineData("```csharp\n")] // The fence is not closed.
    public void Parse_DirectiveWithoutABlock_Throws(string text)
    {
        var parse = () => MarkdownDocument.Parse("page.md", text);

        parse.Should().Throw<FormatException>();
    }

    private static string? FindError(string text) =>
        BlockRun.FindError(MarkdownDocument.Parse("page.md", text).Blocks.Last(block => block.IsCSharp));
}
