namespace HelpCrunch.Webhooks.Sdk.Tests.Values;

public sealed class ChatRatingTests : OpenValueContract<ChatRating>
{
    protected override IReadOnlyList<(ChatRating Value, string[] Spellings)> Known { get; } =
    [
        (ChatRating.VeryPoor, ["very poor"]),
        (ChatRating.Poor, ["poor"]),
        (ChatRating.Average, ["average"]),
        (ChatRating.Great, ["great"]),
        (ChatRating.Perfect, ["perfect"]),
    ];

    protected override ChatRating Create(string text) => new(text);

    protected override string TextOf(ChatRating value) => value.Value;

    protected override string CanonicalTextOf(ChatRating value) => value.CanonicalValue;

    protected override bool IsKnown(ChatRating value) => value.IsKnown;

    protected override bool AreEqual(ChatRating left, ChatRating right) => left == right;

    protected override bool AreDifferent(ChatRating left, ChatRating right) => left != right;
}
