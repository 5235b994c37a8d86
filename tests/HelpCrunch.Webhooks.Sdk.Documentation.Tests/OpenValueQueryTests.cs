using Microsoft.EntityFrameworkCore;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>Why docs/forward-compatibility.md stores <see cref="ChatStatus.CanonicalValue"/>: a database compares texts, not open values.</summary>
public sealed class OpenValueQueryTests
{
    [Fact]
    public async Task Where_TextAsSentIsStored_MissesOtherSpelling() => (await QueryOpenAsync(status => status.Value)).Should().Equal("open");

    [Fact]
    public async Task Where_CanonicalValueIsStored_FindsEachSpelling() => (await QueryOpenAsync(status => status.CanonicalValue)).Should().Equal("open", "opened");

    private static async Task<List<string>> QueryOpenAsync(Func<ChatStatus, string> store)
    {
        await using var chats = new ChatContext(store);
        await chats.Database.OpenConnectionAsync();
        await chats.Database.EnsureCreatedAsync();
        chats.AddRange(from sent in new[] { "open", "opened", "closed" } select new Chat { Sent = sent, Status = new ChatStatus(sent) });
        await chats.SaveChangesAsync();

        return await chats.Set<Chat>().Where(chat => chat.Status == ChatStatus.Open).OrderBy(chat => chat.Sent).Select(chat => chat.Sent).ToListAsync();
    }

    private sealed class ChatContext(Func<ChatStatus, string> store) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:").EnableServiceProviderCaching(false);

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Chat>(chat =>
        {
            chat.HasKey(one => one.Sent);
            chat.Property(one => one.Status).HasConversion(status => store(status), text => new ChatStatus(text));
        });
    }

    private sealed class Chat
    {
        public required string Sent { get; init; }

        public ChatStatus Status { get; init; }
    }
}
