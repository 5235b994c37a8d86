using System.Text;
using System.Text.Json;
using HelpCrunch.Webhooks.Tool.Listening;
using HelpCrunch.Webhooks.Tool.Listening.Web;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public class BodyTreeTests
{
    [Fact]
    public void Create_Drift_IsMarkedWhereItIs()
    {
        var tree = Create(
            """
            {"event":"customer.new","eventData":{"id":7,"unsubscribed":"perhaps","a b":1,"customData":{"a":[1.50,true,null]}},"id":"x","id2":12345678901234567890}
            """);

        JsonSerializer.Serialize(tree, WebJson.Options).Should().Be(
            """
            {"kind":"object","children":[{"name":"event","kind":"string","text":"customer.new"},{"name":"eventData","kind":"object","children":[{"name":"id","kind":"number","text":"7"},{"name":"unsubscribed","kind":"string","text":"perhaps","note":"UnreadableValue"},{"name":"a b","kind":"number","text":"1","note":"UnknownProperty"},{"name":"customData","kind":"object","children":[{"name":"a","kind":"array","children":[{"kind":"number","text":"1.50"},{"kind":"boolean","text":"true"},{"kind":"null","text":"null"}]}]}]},{"name":"id","kind":"string","text":"x"},{"name":"id2","kind":"number","text":"12345678901234567890","note":"UnknownProperty"}]}
            """);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void Create_NotJson_IsNull(string body) => Create(body).Should().BeNull();

    [Fact]
    public void Create_TooDeepOrTooLong_IsNull()
    {
        Create(new string('[', 1_000) + new string(']', 1_000)).Should().BeNull();
        Create($"[{string.Join(',', Enumerable.Repeat("1", 10_000))}]").Should().BeNull();
    }

    [Fact]
    public void Create_InvalidUtf8_IsNull() => BodyTree.Create([(byte)'"', 0xFF, (byte)'"'], new DeliveryInspector([]).Inspect("\"\""u8, null)).Should().BeNull();

    private static BodyNode? Create(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return BodyTree.Create(bytes, new DeliveryInspector([]).Inspect(bytes, null));
    }
}
