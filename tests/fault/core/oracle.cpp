// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/core/oracle.h"

#include "tests/fault/core/desk.h"

#include <map>

namespace sotto::test {

std::string Verdict::toString() const
{
    const auto part = [](const char* name, int count) {
        return std::string{name} + " " + std::to_string(count);
    };
    return part("made", made) + part(", lost", lost) + part(", doubled", doubled) +
        part(", foreign", foreign) + part(", out of order", outOfOrder) + part(", cards", cards) +
        part(", undelivered", undelivered);
}

Verdict judge(const std::vector<store::MessageRow>& sender,
              const std::vector<store::MessageRow>& recipient)
{
    Verdict verdict;
    std::map<int, int> shown;
    int newest = 0;
    for (const auto& row : recipient) {
        verdict.cards += row.kind == store::MessageKind::Undecryptable ? 1 : 0;
        if (row.outgoing || row.kind != store::MessageKind::Text)
            continue;
        const int number = numberOf(row);
        ++shown[number];
        verdict.outOfOrder += number < newest ? 1 : 0;
        newest = std::max(newest, number);
    }
    for (const auto& row : sender) {
        if (!row.outgoing)
            continue;
        ++verdict.made;
        const auto found = shown.extract(numberOf(row));
        if (found.empty()) {
            ++verdict.lost;
            continue;
        }
        verdict.doubled += found.mapped() - 1;
        verdict.undelivered +=
            row.delivery < Delivery::Delivered || row.delivery == Delivery::Failed ? 1 : 0;
    }
    verdict.foreign = static_cast<int>(shown.size());
    return verdict;
}

}  // namespace sotto::test
