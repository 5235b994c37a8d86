using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

internal sealed class PostgreSqlStoreOptionsValidator : IValidateOptions<PostgreSqlStoreOptions>
{
    private static readonly TimeSpan ShortestCleanEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestCleanEvery = TimeSpan.FromDays(30); // A timer accepts at most 49 days.

    public ValidateOptionsResult Validate(string? name, PostgreSqlStoreOptions options)
    {
        List<string> problems = [];
        if (!PostgreSqlTableName.IsValid(options.Table))
        {
            problems.Add($"{nameof(PostgreSqlStoreOptions)}.{nameof(options.Table)} '{options.Table}' is not valid. {PostgreSqlTableName.Rule}");
        }

        if (options.CleanEvery != Timeout.InfiniteTimeSpan && (options.CleanEvery < ShortestCleanEvery || options.CleanEvery > LongestCleanEvery))
        {
            problems.Add($"{nameof(PostgreSqlStoreOptions)}.{nameof(options.CleanEvery)} must be between one second and 30 days, or Timeout.InfiniteTimeSpan.");
        }

        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
