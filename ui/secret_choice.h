// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/secret_field.h"

#include <QWidget>

#include <array>

class QPushButton;

namespace sotto::ui {

/// One of two secrets opens the door: their fields, one at a time, and a link that changes
/// over to the other.
class SecretChoice final : public QWidget {
    Q_OBJECT
public:
    struct Way {
        const char* name;  ///< objectName of its field
        QString caption;
        SecretField::Show show;
        QString link;  ///< what the link to this one says
    };

    SecretChoice(const Way& first, const Way& second, QWidget* parent);

    void choose(int way);          ///< 0 or 1; both fields are emptied
    void setChoice(bool offered);  ///< false: only the first

    int chosen() const { return m_chosen; }

    SecretField* field() const { return m_fields[static_cast<std::size_t>(m_chosen)]; }

Q_SIGNALS:
    void changed();    ///< of what is typed, or of the way
    void submitted();  ///< Enter

private:
    std::array<QWidget*, 2> m_ways{};
    std::array<SecretField*, 2> m_fields{};
    std::array<QString, 2> m_links;
    QPushButton* m_link;
    int m_chosen = 0;
};

}  // namespace sotto::ui
