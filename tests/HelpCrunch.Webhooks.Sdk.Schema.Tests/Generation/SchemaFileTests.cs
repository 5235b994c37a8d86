namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;

public sealed class SchemaFileTests
{
    private static readonly string Folder = Repository.Path("docs/schema");

    public static TheoryData<string> Names => [.. SchemaFiles.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Create_EachFile_IsTheFileInTheRepository(string fileName)
    {
        var file = Path.Combine(Folder, fileName);
        var received = file.Replace(".json", ".received.json", StringComparison.Ordinal);
        var actual = SchemaFiles.Create(fileName);
        if (File.Exists(file) && actual == (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n"))
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, actual);
        Assert.Fail(
            $"""
            docs/schema/{fileName} differs from the schema of the package. Read the difference:
              diff {file} {received}
            If it is right, accept it:
              mv {received} {file}
            """);
    }

    [Fact]
    public void Names_AllFiles_AreTheFilesInTheRepository() =>
        Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileName).Where(name => !name!.Contains(".received.", StringComparison.Ordinal))
            .Should().BeEquivalentTo(SchemaFiles.Names());
}
