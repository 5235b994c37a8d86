namespace HelpCrunch.Webhooks.Sdk.Fuzz;

public sealed class InputTests
{
    /// <summary>The seeds, and the inputs of runs if the environment variable has their folder. The coverage of the inputs is measured with this test.</summary>
    [Theory]
    [InlineData("parser")]
    [InlineData("signature")]
    [InlineData("endpoint")]
    [Trait("Speed", "Slow")]
    public void Examine_SeedsAndInputsOfRuns_BreakNoPromise(string name)
    {
        var target = FuzzTarget.Create(name);
        var inputs = target.Seeds;
        if (Environment.GetEnvironmentVariable("FUZZ_INPUTS") is { } folder)
        {
            inputs = [.. inputs, .. Directory.EnumerateFiles(Path.Combine(folder, name, "output", "default", "queue")).Select(File.ReadAllBytes)];
        }

        inputs.Select(target.Examine).Where(finding => finding is not null).Should().BeEmpty();
    }

    [Fact]
    public void Dictionary_ContainsTheNamesAndValuesOfTheWire()
    {
        var dictionary = FuzzTarget.Create("parser").Dictionary();

        dictionary.Should().Contain(["\"\\x22chat.rated\\x22\"", "\"\\x22chat_id\\x22\"", "\"\\x22on-hold\\x22\"", "\"\\x5cud800\""]);
        dictionary.Should().OnlyHaveUniqueItems();
    }
}
