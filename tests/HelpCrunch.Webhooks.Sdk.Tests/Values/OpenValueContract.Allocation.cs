using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Values;

/// <summary>In a separate file, because .NET Framework does not count the allocations of a thread.</summary>
public abstract partial class OpenValueContract<T>
{
    [Fact]
    public void Json_KnownText_DoesNotAllocate()
    {
        var converter = (JsonConverter<T>)JsonSerializerOptions.Default.GetConverter(typeof(T));
        foreach (var spelling in Known.SelectMany(known => known.Spellings))
        {
            var json = Encoding.UTF8.GetBytes($"\"{spelling}\"");
            AllocatedByReading(converter, json);

            AllocatedByReading(converter, json).Should().Be(0, "the SDK already has the text of '{0}'", spelling);
        }
    }

    [Fact]
    public void CanonicalValue_KnownText_DoesNotAllocate()
    {
        foreach (var spelling in Known.SelectMany(known => known.Spellings))
        {
            var value = Create(spelling);
            CanonicalTextOf(value);

            var before = GC.GetAllocatedBytesForCurrentThread();
            CanonicalTextOf(value);

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0, "the SDK already has the text of '{0}'", spelling);
        }
    }

    private static long AllocatedByReading(JsonConverter<T> converter, byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        converter.Read(ref reader, typeof(T), JsonSerializerOptions.Default);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
