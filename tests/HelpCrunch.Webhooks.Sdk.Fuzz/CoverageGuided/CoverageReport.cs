using System.Globalization;
using System.Xml.Linq;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A Cobertura report. Of a file that both packages compile, a line is covered if it is covered in one of them. Generated files are left out.</summary>
internal sealed class CoverageReport(XDocument report)
{
    /// <summary>The lines that were not reached, and those with a branch that was not reached, in the order of the files; then the totals.</summary>
    public IEnumerable<string> Unreached()
    {
        var lines = Lines().ToList();
        foreach (var file in lines.GroupBy(line => line.File).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (!file.Any(line => line.IsReached))
            {
                yield return $"{file.Key}: no line is reached";
                continue;
            }

            foreach (var line in file.Where(line => !line.IsReached || line.BranchesReached < line.Branches))
            {
                yield return $"{file.Key}:{line.Number}: {(line.IsReached ? $"{line.BranchesReached} of {line.Branches} branches are reached" : "is not reached")}";
            }
        }

        yield return $"{lines.Count(line => line.IsReached)} of {lines.Count} lines and {lines.Sum(line => line.BranchesReached)} of {lines.Sum(line => line.Branches)} branches are reached";
    }

    private IEnumerable<Line> Lines() =>
        from type in report.Descendants("class")
        let file = (string)type.Attribute("filename")!
        where !file.Contains("/obj/", StringComparison.Ordinal)
        from element in type.Element("lines")!.Elements()
        let line = Line.From(file, element)
        group line by (line.File, line.Number) into same
        orderby same.Key.Number
        select new Line(same.Key.File, same.Key.Number, same.Any(line => line.IsReached), same.Max(line => line.BranchesReached), same.Max(line => line.Branches));

    private sealed record Line(string File, int Number, bool IsReached, int BranchesReached, int Branches)
    {
        /// <summary>The attribute for branches has the form <c>50% (1/2)</c>.</summary>
        public static Line From(string file, XElement line)
        {
            int[] branches = ((string?)line.Attribute("condition-coverage"))?.Split('(', '/', ')') is [_, var reached, var all, _]
                ? [int.Parse(reached, CultureInfo.InvariantCulture), int.Parse(all, CultureInfo.InvariantCulture)]
                : [0, 0];
            return new Line(file, (int)line.Attribute("number")!, (int)line.Attribute("hits")! > 0, branches[0], branches[1]);
        }
    }
}
