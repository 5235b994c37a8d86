using HelpCrunch.Webhooks.Sdk;

namespace Consumer.Tests;

/// <summary>What must not compile in a consumer's code, so that no case is added to what the SDK has closed.</summary>
public sealed class ClosedTypesTests
{
    private const string Sealed = "CS0509";
    private const string InaccessibleMember = "CS0534";
    private const string ConstructorOutOfReach = "CS1729";
    private const string InaccessibleBaseConstructor = "CS0122";

    /// <summary>Every public class that is not static. What may be derived is no class: the handler's and the observer's interfaces.</summary>
    public static TheoryData<string> Classes =>
        [.. typeof(WebhookEvent).Assembly.GetExportedTypes().Where(type => type.IsClass && !(type.IsAbstract && type.IsSealed)).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Class_DerivedByAConsumer_DoesNotCompile(string name)
    {
        var type = typeof(WebhookEvent).Assembly.GetType(name)!;
        var isRecord = type.GetMethod("<Clone>$") is not null;

        var errors = ConsumerCompiler.ErrorsOf($"public {(isRecord ? "record" : "class")} Mine : {ConsumerCompiler.NameOf(type)};");

        // The copy constructor of a record that is not sealed is always in reach, so the record needs a member that is not.
        errors.Should().Contain(type.IsSealed ? Sealed : isRecord ? InaccessibleMember : ConstructorOutOfReach);
    }

    [Theory]
    [InlineData("WebhookEvent")]
    [InlineData("WebhookEvent<string>")]
    [InlineData("ChatEvent")]
    [InlineData("CustomerEvent")]
    [InlineData("MessageEvent")]
    [InlineData("WebhookParseResult")]
    [InlineData("WebhookReceiveResult")]
    public void Base_DerivedByAConsumer_HasInaccessibleMembers(string name) =>
        ConsumerCompiler.ErrorsOf($"public sealed record Mine : {name};").Distinct().Should().BeEquivalentTo(InaccessibleMember, InaccessibleBaseConstructor);

    [Theory]
    [InlineData("WebhookEvent")]
    [InlineData("ChatEvent")]
    [InlineData("WebhookReceiveResult")]
    public void Derive_FromABaseTypeByTheCopyConstructor_DoesNotCompile(string name) =>
        ConsumerCompiler.ErrorsOf($"public sealed record Mine : {name} {{ private Mine({name} other) : base(other) {{ }} }}").Should().Contain(InaccessibleMember);

    [Theory]
    [InlineData("var made = new ChatNewEvent { Id = \"1\" };", "CS9035")] // Without its data.
    [InlineData("var made = new ChatNewEvent { EventData = new ChatEventData { ChatId = 1 } };", "CS9035")] // Without its id.
    [InlineData("var made = new ChatEventData();", "CS9035")]
    [InlineData("new ChatEventData { ChatId = 1 }.ChatId = 2;", "CS8852")] // Models do not change.
    [InlineData("WebhookEvent made = null!; made.Attempts = 1;", "CS8852")]
    [InlineData("new ChatEventData { ChatId = 1 }.Applications.Add(1);", "CS1061")] // Nor do their lists.
    [InlineData("var made = new WebhookSigningKey(\"a\").Secret;", "CS1061")] // The key keeps its secret.
    [InlineData("var status = ChatStatus.Closed == \"closed\";", "CS0019")] // A word has spellings: compare it with words.
    public void Statement_OfAConsumer_DoesNotCompile(string statement, string error) =>
        ConsumerCompiler.ErrorsOf($"public static class Mine {{ public static void Run() {{ {statement} }} }}").Should().Equal(error);

    [Fact]
    public void Source_CorrectCode_Compiles() => ConsumerCompiler.ErrorsOf(
        """
        public sealed record Mine(WebhookEvent Event)
        {
            public ChatEventData Data { get; } = new ChatEventData { ChatId = 1 } with { Rating = ChatRating.Great };
        }
        """).Should().BeEmpty();
}
