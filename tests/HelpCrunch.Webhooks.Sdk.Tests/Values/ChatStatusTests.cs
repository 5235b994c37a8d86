namespace HelpCrunch.Webhooks.Sdk.Tests.Values;

public sealed class ChatStatusTests : OpenValueContract<ChatStatus>
{
    protected override IReadOnlyList<(ChatStatus Value, string[] Spellings)> Known { get; } =
    [
        (ChatStatus.New, ["new"]),
        (ChatStatus.Open, ["open", "opened"]),
        (ChatStatus.Pending, ["pending"]),
        (ChatStatus.OnHold, ["on-hold", "onhold", "on hold"]),
        (ChatStatus.Closed, ["closed"]),
        (ChatStatus.NoCommunication, ["no communication"]),
        (ChatStatus.Empty, ["empty"]),
    ];

    [Theory]
    [InlineData("on-hold", "waiting")]
    [InlineData("onhold", "waiting")]
    [InlineData("on hold", "waiting")]
    [InlineData("closed", "done")]
    [InlineData("an unknown value", "another")]
    public void CanonicalValue_InASwitch_GroupsTheSpellings(string text, string expected)
    {
        var group = new ChatStatus(text).CanonicalValue switch
        {
            ChatStatus.Values.OnHold => "waiting",
            ChatStatus.Values.Closed => "done",
            _ => "another",
        };

        group.Should().Be(expected);
    }

    protected override ChatStatus Create(string text) => new(text);

    protected override string TextOf(ChatStatus value) => value.Value;

    protected override string CanonicalTextOf(ChatStatus value) => value.CanonicalValue;

    protected override bool IsKnown(ChatStatus value) => value.IsKnown;

    protected override bool AreEqual(ChatStatus left, ChatStatus right) => left == right;

    protected override bool AreDifferent(ChatStatus left, ChatStatus right) => left != right;
}
