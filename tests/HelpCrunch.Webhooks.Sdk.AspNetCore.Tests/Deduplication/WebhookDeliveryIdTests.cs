namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public sealed class WebhookDeliveryIdTests
{
    [Theory]
    [InlineData("", "252041ed-62a7-4303-81f9-842ec6e8d18f", "/252041ed-62a7-4303-81f9-842ec6e8d18f")]
    [InlineData("shop", "42/a%20b:c_d.e", "shop/42/a%20b:c_d.e")]
    [InlineData("", "", "/")]
    public void ToStorageKey_UsualId_IsReadable(string name, string id, string key) => new WebhookDeliveryId(name, id).ToStorageKey().Should().Be(key);

    [Fact]
    public void ToStorageKey_DefaultValue_IsThatOfEmptyNames() => default(WebhookDeliveryId).ToStorageKey().Should().Be("/");

    [Theory]
    [InlineData("", "\0", "", "\0\0")]
    [InlineData("a/b", "c", "a", "b/c")]
    [InlineData("a b", "c", "a", " bc")]
    [InlineData("", "é", "é", "")]
    public void ToStorageKey_UnusualIds_AreDifferentHashes(string name, string id, string anotherName, string anotherId)
    {
        var key = new WebhookDeliveryId(name, id).ToStorageKey();

        key.Should().MatchRegex("^sha256:[0-9A-F]{64}$");
        key.Should().Be(new WebhookDeliveryId(name, id).ToStorageKey()).And.NotBe(new WebhookDeliveryId(anotherName, anotherId).ToStorageKey());
    }

    [Theory]
    [InlineData(199, 200)]
    [InlineData(200, 71)]
    [InlineData(100_000, 71)]
    public void ToStorageKey_LongId_HasAtMost200Characters(int idLength, int keyLength) =>
        new WebhookDeliveryId("", new string('x', idLength)).ToStorageKey().Should().HaveLength(keyLength);

    [Fact] // An attribute cannot store a lone surrogate.
    public void ToStorageKey_LoneSurrogates_AreDifferentHashes()
    {
        string[] keys =
        [
            new WebhookDeliveryId("", "\ud800").ToStorageKey(),
            new WebhookDeliveryId("", "\ud801").ToStorageKey(),
            new WebhookDeliveryId("\ud800", "1").ToStorageKey(),
            new WebhookDeliveryId("\ud801", "1").ToStorageKey(),
        ];

        keys.Should().OnlyHaveUniqueItems().And.OnlyContain(key => key.StartsWith("sha256:", StringComparison.Ordinal));
    }
}
