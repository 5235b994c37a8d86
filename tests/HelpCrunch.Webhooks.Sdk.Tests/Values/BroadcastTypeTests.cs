namespace HelpCrunch.Webhooks.Sdk.Tests.Values;

public sealed class BroadcastTypeTests : OpenValueContract<BroadcastType>
{
    protected override IReadOnlyList<(BroadcastType Value, string[] Spellings)> Known { get; } =
    [
        (BroadcastType.Trigger, ["trigger"]),
        (BroadcastType.AutoChat, ["auto chat"]),
        (BroadcastType.AutoEmail, ["auto email"]),
        (BroadcastType.ManualChat, ["manual chat"]),
        (BroadcastType.ManualEmail, ["manual email"]),
    ];

    protected override BroadcastType Create(string text) => new(text);

    protected override string TextOf(BroadcastType value) => value.Value;

    protected override string CanonicalTextOf(BroadcastType value) => value.CanonicalValue;

    protected override bool IsKnown(BroadcastType value) => value.IsKnown;

    protected override bool AreEqual(BroadcastType left, BroadcastType right) => left == right;

    protected override bool AreDifferent(BroadcastType left, BroadcastType right) => left != right;
}
