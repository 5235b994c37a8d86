using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HelpCrunch.Webhooks.Sdk.StoreContract;

/// <summary>An id is any string that JSON can contain. Two ids are equal only if all their characters are equal.</summary>
public abstract partial class WebhookDeliveryStoreContract
{
    private const string Uuid = "252041ed-62a7-4303-81f9-842ec6e8d18f";

    // Names, because a test runner cannot show all of the ids.
    private static readonly Dictionary<string, (string Id, string Another)> Ids = new()
    {
        ["number"] = ("1", "2"),
        ["leading zero"] = ("1", "01"),
        ["uppercase letter"] = ("a", "A"),
        ["UUID in uppercase letters"] = (Uuid, "252041ED-62A7-4303-81F9-842EC6E8D18F"),
        ["UUID without hyphens"] = (Uuid, "252041ed62a7430381f9842ec6e8d18f"),
        ["UUID in braces"] = (Uuid, "{" + Uuid + "}"),
        ["empty"] = ("", " "),
        ["white space"] = (" ", "  "),
        ["space at the start"] = ("1", " 1"),
        ["space at the end"] = ("1", "1 "),
        ["line feed at the end"] = ("1", "1\n"),
        ["U+0000"] = ("\0", "\0\0"),
        ["U+0000 at the end"] = ("1", "1\0"),
        ["different after U+0000"] = ("1\02", "1\03"),
        ["lone surrogate"] = ("\ud800", "\ud801"),
        ["lone surrogates in the other order"] = ("\udc00\ud800", "\ud800\udc00"),
        ["lone surrogate and its replacement character"] = ("1\udfff", "1\ufffd"),
        ["letter outside ASCII"] = ("é", "e"),
        ["combining character"] = ("\u00e9", "e\u0301"),
        ["characters that sort as nothing"] = ("1", "1\u200d"),
        ["dotless i"] = ("i", "ı"),
        ["emoji"] = ("😀", "😁"),
        ["SQL"] = ("'; DROP TABLE deliveries; --", "' OR '1' = '1"),
        ["wildcard"] = ("%", "_"),
        ["separators of keys"] = ("a:b", "a/b"),
        ["backslash"] = ("\\", "\\\\"),
        ["hash of another id"] = ("\0", "sha256:" + Hash("\0")),
        ["128 characters"] = (new string('x', 128), new string('x', 127)),
        ["129 characters that differ at the end"] = (new string('x', 128) + "1", new string('x', 128) + "2"),
        ["4 kilobytes that differ at the end"] = (Long(4_000) + "1", Long(4_000) + "2"),
        ["100 kilobytes that differ at the end"] = (Long(100_000) + "1", Long(100_000) + "2"),
    };

    public static TheoryData<string> IdNames => [.. Ids.Keys];

    [Theory]
    [MemberData(nameof(IdNames))]
    public async Task Id_OfThisForm_IdentifiesOneDelivery(string form)
    {
        var name = NewName();
        var delivery = new WebhookDeliveryId(name, Ids[form].Id);
        var another = new WebhookDeliveryId(name, Ids[form].Another);

        var token = await ClaimAsync(delivery, LongTime);
        await ExpectInProgressAsync(delivery);
        var anotherToken = await ClaimAsync(another, LongTime);
        await ExpectInProgressAsync(another);
        await AbandonAsync(delivery, token);
        await ExpectInProgressAsync(another);
        token = await ClaimAsync(delivery, LongTime);
        await CompleteAsync(delivery, token, LongTime);
        await ExpectCompletedAsync(delivery);
        await ExpectInProgressAsync(another);
        await CompleteAsync(another, anotherToken, LongTime);
        await ExpectCompletedAsync(another);
    }

    [Fact]
    public async Task Id_AllForms_AreDifferent()
    {
        var name = NewName();

        foreach (var id in Ids.Values.SelectMany(pair => new[] { pair.Id, pair.Another }).Distinct(StringComparer.Ordinal))
        {
            await ClaimAsync(new WebhookDeliveryId(name, id), LongTime);
        }
    }

    [Fact]
    public async Task Id_OfAnotherEndpoint_IsAnotherDelivery()
    {
        var delivery = NewDelivery();
        var another = delivery with { EndpointName = NewName() };
        var inCapitals = delivery with { EndpointName = another.EndpointName.ToUpperInvariant() };
        await CompleteAsync(delivery, await ClaimAsync(delivery, LongTime), LongTime);

        var token = await ClaimAsync(another, LongTime);
        await ExpectClaimedAsync(inCapitals);
        await AbandonAsync(another, token);

        await ExpectClaimedAsync(another);
        await ExpectCompletedAsync(delivery);
    }

    [Theory]
    [InlineData("b", "c", "", "bc")] // Joined without a separator, these are equal.
    [InlineData(":", "c", "", ":c")]
    [InlineData("/b", "c", "", "b/c")]
    public async Task Id_EndOfTheEndpointName_Counts(string endOfName, string id, string endOfAnotherName, string anotherId)
    {
        var name = NewName();

        await ClaimAsync(new WebhookDeliveryId(name + endOfName, id), LongTime);

        await ExpectClaimedAsync(new WebhookDeliveryId(name + endOfAnotherName, anotherId));
    }

    private static string Hash(string id) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan())));

    private static string Long(int length) => string.Concat(Enumerable.Range(0, length / 8).Select(number => $"{number:x8}"));
}
