namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A broken block is noticed, and the message says where.</summary>
public sealed class BlockRunTests
{
    [Fact]
    public void Fault_OfABlockThatIsWell_IsNull()
    {
        Fault("""
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
    public void Fault_OfABlockThatDoesNotCompile_NamesTheLineOfTheDocument()
    {
        Fault("""
            # Heading

            ```csharp
            using System.Text;

            Console.WriteLine(missing);
            ```
            """).Should().Be(
            "The block does not compile without errors and warnings: page.md(6,19): error CS0103: The name 'missing' does not exist in the current context");
    }

    [Fact]
    public void Fault_OfABlockWithAWarning_IsTheWarning()
    {
        Fault("""
            ```csharp
            string text = null;
            Console.WriteLine(text);
            ```
            """).Should().Contain("page.md(2,15): warning CS8600");
    }

    [Fact]
    public void Fault_OfABlockThatThrows_IsTheException()
    {
        Fault("""
            ```csharp
            throw new InvalidOperationException("No.");
            ```
            """).Should().StartWith("The block should throw nothing, but: System.InvalidOperationException: No.");
    }

    [Fact]
    public void Fault_OfABlockThatDoesNotThrowAsSaid_SaysSo()
    {
        Fault("""
            <!-- test: throws=FormatException -->
            ```csharp
            Console.WriteLine("well");
            ```
            """).Should().Be("The block should throw FormatException, but: it threw nothing");
    }

    [Fact]
    public void Fault_OfABlockThatWritesSomethingElse_ShowsBoth()
    {
        Fault("""
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
    public void Fault_OfABlockThatCompilesAgainstItsWord_SaysSo()
    {
        Fault("""
            <!-- test: does-not-compile=CS0103 -->
            ```csharp
            Console.WriteLine("well");
            ```
            """).Should().Be("The block should fail to compile with CS0103 alone, but: it compiles");
    }

    [Fact]
    public void Fault_OfABlockThatFailsToCompileForAnotherReason_SaysSo()
    {
        Fault("""
            <!-- test: does-not-compile=CS0103 -->
            ```csharp
            int number = "text";
            ```
            """).Should().Contain("with CS0103 alone, but: page.md(3,14): error CS0029");
    }

    [Fact]
    public void Fault_OfABlockThatContinuesAnother_KnowsItsTypes()
    {
        Fault("""
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

    [Theory]
    [InlineData("<!-- test: prelud=x -->\n```csharp\n```")] // a word misspelled would leave something untested
    [InlineData("<!-- test: continues -->\ntext\n```csharp\n```")] // it would belong to nothing
    [InlineData("<!-- test: output -->\n```text\n```")] // nothing writes it
    [InlineData("<!-- test: continues -->\n```csharp\n```")] // nothing is continued
    [InlineData("```csharp\n")] // the rest of the document would be the block
    public void Parse_OfADocumentThatLeavesATestInTheAir_Throws(string text)
    {
        var parse = () => MarkdownDocument.Parse("page.md", text);

        parse.Should().Throw<FormatException>();
    }

    private static string? Fault(string text) =>
        BlockRun.Fault(MarkdownDocument.Parse("page.md", text).Blocks.Last(block => block.IsCSharp));
}
