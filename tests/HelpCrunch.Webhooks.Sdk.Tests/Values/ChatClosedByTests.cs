namespace HelpCrunch.Webhooks.Sdk.Tests.Values;

public sealed class ChatClosedByTests : OpenValueContract<ChatClosedBy>
{
    protected override IReadOnlyList<(ChatClosedBy Value, string[] Spellings)> Known { get; } =
    [
        (ChatClosedBy.Customer, ["customer"]),
        (ChatClosedBy.Agent, ["agent"]),
    ];

    protected override ChatClosedBy Create(string text) => new(text);

    protected override string TextOf(ChatClosedBy value) => value.Value;

    protected override string CanonicalTextOf(ChatClosedBy value) => value.CanonicalValue;

    protected override bool IsKnown(ChatClosedBy value) => value.IsKnown;

    protected override bool AreEqual(ChatClosedBy left, ChatClosedBy right) => left == right;

    protected override bool AreDifferent(ChatClosedBy left, ChatClosedBy right) => left != right;
}
