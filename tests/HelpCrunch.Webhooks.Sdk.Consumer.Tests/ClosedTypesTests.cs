using HelpCrunch.Webhooks.Sdk;

namespace Consumer.Tests;

/// <summary>Code of a consumer that must not compile, for example a type derived from a closed one.</summary>
public sealed class ClosedTypesTests
{
    private const string Sealed = "CS0509";
    private const string InaccessibleMember = "CS0534";
    private const string ConstructorOutOfReach = "CS1729";
    private const string InaccessibleBaseConstructor = "CS0122";

    /// <summary>Every public class that is not static. Consumers can implement interfaces, but cannot derive from classes.</summary>
    public static TheoryData<string> Classes =>
        [.. typeof(WebhookEvent).Assembly.GetExportedTypes().Where(type => type.IsClass && !(type.IsAbstract && type.IsSealed)).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Class_DerivedByAConsumer_DoesNotCompile(string name)
    {
        var type = typeof(WebhookEvent).Assembly.GetType(name)!;
        var isRecord = type.GetMethod("<Clone>$") is not null;

        var errors = ConsumerCompiler.ErrorsOf($"public {(isRecord ? "record" : "class")} Mine : {ConsumerCompiler.NameOf(type)};");

        // The copy constructor of an unsealed record is always accessible, so the record needs an inaccessible member.
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
    [InlineData("var made = new ChatNewEvent { Id = \"1\" };", "CS9035")] // The event data is required.
    [InlineData("var made = new ChatNewEvent { EventData = new ChatEventData { ChatId = 1 } };", "CS9035")] // The id is required.
    [InlineData("var made = new ChatEventData();", "CS9035")]
    [InlineData("new ChatEventData { ChatId = 1 }.ChatId = 2;", "CS8852")] // Models are immutable.
    [InlineData("WebhookEvent made = null!; made.Attempts = 1;", "CS8852")]
    [InlineData("new ChatEventData { ChatId = 1 }.Applications.Add(1);", "CS1061")] // Lists are immutable.
    [InlineData("var made = new WebhookSigningKey(\"a\").Secret;", "CS1061")] // The secret is not accessible.
    [InlineData("var status = ChatStatus.Closed == \"closed\";", "CS0019")] // An open value has spellings, so it cannot be compared with a string.
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
